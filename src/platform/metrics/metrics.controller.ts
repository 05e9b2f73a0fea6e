import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { RequiresRole } from '../access/requires-role.js';
import { EntersContext } from '../request-context.js';
import { registry } from './metrics.js';

const TYPE = 'text/plain; version=0.0.4; charset=utf-8';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  @Get()
  @Header('content-type', TYPE)
  @RequiresRole('reader')
  @EntersContext('late')
  @ApiOperation({
    summary: 'Show what this process measures of itself, for Prometheus',
    description:
      'Requests by route and status, planning time, reads of stored data, connections to the database, event-loop ' +
      'delay, memory.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'The metrics.', schema: { type: 'string' } })
  getMetrics(): Promise<string> {
    return registry.metrics();
  }
}

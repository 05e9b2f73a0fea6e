import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { RequiresRole } from '../access/requires-role.js';
import { EntersContext } from '../request-context.js';
import { ApiProblems } from '../problems/api-problems.js';
import { ProblemError } from '../problems/problem.js';
import { ChoiceField } from '../validation/text-fields.js';
import { Shutdown } from '../shutdown.js';

export class HealthDto {
  @ChoiceField({
    description: 'Always ok; anything else is a problem document.',
    example: 'ok',
    choices: ['ok'],
  })
  status!: 'ok';
}

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly shutdown: Shutdown,
  ) {}

  @Get('live')
  @RequiresRole('anyone')
  @EntersContext('never')
  @ApiOperation({
    summary: 'Say that the process lives',
    description:
      'It does not ask the database: a process that waits for its database is not to be started anew.',
  })
  @ApiOkResponse({ type: HealthDto, description: 'It lives.' })
  isLive(): HealthDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @RequiresRole('anyone')
  @EntersContext('never')
  @ApiOperation({
    summary: 'Say that requests are welcome',
    description: 'The database answers, and the service is not about to stop.',
  })
  @ApiOkResponse({ type: HealthDto, description: 'They are.' })
  @ApiProblems('database-unavailable', 'stopping')
  async isReady(): Promise<HealthDto> {
    if (this.shutdown.isUnderWay) throw new ProblemError('stopping', 'the service is stopping', undefined, 1);
    await this.dataSource.query('SELECT 1');
    return { status: 'ok' };
  }
}

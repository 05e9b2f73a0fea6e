import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RequiresRole } from '../platform/access/requires-role.js';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.js';

/** How the build names assets; nothing else is looked for. */
const ASSET = /^[\w-]+(\.[\w-]+)+$/;

/** The pages that people look at. They hold no data; what they show they ask the API for. */
@ApiExcludeController()
@Controller()
export class ExplorerController {
  @Get()
  @RequiresRole('anyone')
  explorer(@Res() reply: FastifyReply): void {
    sendPage(reply, 'index.html');
  }

  @Get('admin')
  @RequiresRole('anyone')
  admin(@Res() reply: FastifyReply): void {
    sendPage(reply, 'admin.html');
  }

  /** Scripts, styles and pictures of all pages; the name of each holds a hash of its content. */
  @Get('assets/:file')
  @RequiresRole('anyone')
  asset(@Param('file') file: string, @Res() reply: FastifyReply): void {
    if (!ASSET.test(file)) throw new NotFoundException();
    void reply.sendFile(`assets/${file}`, { maxAge: '1y', immutable: true });
  }
}

/** A page is asked for anew each time, for its name stays when it changes. */
function sendPage(reply: FastifyReply, file: string): void {
  void reply
    .header('content-security-policy', CONTENT_SECURITY_POLICY)
    .header('cache-control', 'no-cache')
    .sendFile(file, { cacheControl: false });
}

import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ExplorerController } from './explorer.controller.js';

/** Where the build puts the pages, each file also compressed beside itself. */
const BUILT_PAGES = join(import.meta.dirname, '../../explorer');

@Module({ controllers: [ExplorerController] })
export class ExplorerModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** Not waited for: that would start the server, before it knows how the framework answers what fails. */
  onModuleInit(): void {
    void this.host.httpAdapter.getInstance<FastifyInstance>().register(fastifyStatic, {
      root: BUILT_PAGES,
      serve: false, // by the controller, whose operations say who may call them
      preCompressed: true,
    });
  }
}

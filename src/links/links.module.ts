import { Module } from '@nestjs/common';
import { LinkProfileRepository } from './link-profile.repository.js';
import { LinksController } from './links.controller.js';
import { LinksService } from './links.service.js';

@Module({
  controllers: [LinksController],
  providers: [LinkProfileRepository, LinksService],
  exports: [LinksService],
})
export class LinksModule {}

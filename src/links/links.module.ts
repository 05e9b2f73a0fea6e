import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LinkProfileEntity } from './link-profile.entity.js';
import { LinkProfileRepository } from './link-profile.repository.js';
import { LinksController } from './links.controller.js';
import { LinksService } from './links.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([LinkProfileEntity])],
  controllers: [LinksController],
  providers: [LinkProfileRepository, LinksService],
  exports: [LinksService],
})
export class LinksModule {}

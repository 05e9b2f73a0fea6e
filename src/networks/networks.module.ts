import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ImportService } from './import/import.service.js';
import { NetworkEntity } from './network.entity.js';
import { NetworkRepository } from './network.repository.js';
import { NetworksController } from './networks.controller.js';
import { NetworksService } from './networks.service.js';
import { ZooController } from './zoo.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([NetworkEntity])],
  controllers: [NetworksController, ZooController],
  providers: [NetworkRepository, NetworksService, ImportService],
  exports: [NetworksService],
})
export class NetworksModule {}

import { Module } from '@nestjs/common';
import { ImportService } from './import/import.service.js';
import { ModelImporter } from './import/model-importer.js';
import { NetworkRepository } from './network.repository.js';
import { NetworksController } from './networks.controller.js';
import { NetworksService } from './networks.service.js';
import { ZooController } from './zoo.controller.js';

@Module({
  controllers: [NetworksController, ZooController],
  providers: [NetworkRepository, NetworksService, ImportService, ModelImporter],
  exports: [NetworksService],
})
export class NetworksModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BoardEntity } from './board.entity.js';
import { BoardRepository } from './board.repository.js';
import { BoardsController } from './boards.controller.js';
import { BoardsService } from './boards.service.js';
import { CoefficientSetEntity } from './coefficient-set.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([BoardEntity, CoefficientSetEntity])],
  controllers: [BoardsController],
  providers: [BoardRepository, BoardsService],
  exports: [BoardsService],
})
export class BoardsModule {}

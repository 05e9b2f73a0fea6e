import {
  candidateAt,
  profileAlong,
  tensorBytes,
  type Evaluation,
  type Network,
  type Objective,
} from '../core/index.js';
import { toPricedCandidate } from './candidate.mapper.js';
import type { PlanProfileDto } from './plan-answer.dto.js';
import type { ProfiledLayerDto } from './profiled-layer.dto.js';

export const toProfile = (evaluation: Evaluation, objective: Objective): PlanProfileDto => ({
  layers: toProfiledLayers(evaluation.problem.cuts.network),
  candidates: profileAlong(evaluation, objective).map((index) =>
    toPricedCandidate(evaluation, candidateAt(evaluation, index)),
  ),
});

const toProfiledLayers = ({ layers, tensors }: Network): ProfiledLayerDto[] =>
  layers.map(({ name, operation, workload, outputs }) => ({
    name,
    kind: operation.kind,
    macs: workload.macs,
    outputBytes: outputs.reduce((sum, tensor) => sum + tensorBytes(tensors[tensor]!), 0),
  }));

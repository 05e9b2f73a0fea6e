import {
  MAC_CLASSES,
  type ComparedStructure,
  type FitStatistics,
  type FittedCost,
} from '../../core/index.js';
import { toCostModelDto } from './cost-model.mapper.js';
import type { FitErrorDto } from './coefficient-set-summary.dto.js';
import type { ComparedStructureDto, CoverageDto, FitStatisticsDto, FittedCostDto } from './statistics.dto.js';

export const toFittedCostDto = ({ model, statistics }: FittedCost): FittedCostDto => ({
  ...toCostModelDto(model),
  statistics: statistics && toFitStatisticsDto(statistics),
});

export const toFitErrorDto = ({
  rowCount,
  networkCount,
  validation,
  rSquared,
}: FitStatistics): FitErrorDto => ({
  method: validation.method,
  rows: rowCount,
  networks: networkCount,
  medianError: validation.medianError,
  meanError: validation.meanError,
  rSquared,
});

const toFitStatisticsDto = (statistics: FitStatistics): FitStatisticsDto => ({
  ...toFitErrorDto(statistics),
  procedure: statistics.validation.procedure,
  unpredictedNetworks: [...statistics.validation.unpredictedNetworks],
  residualSpread: statistics.residualSpread,
  degreesOfFreedom: statistics.degreesOfFreedom,
  covariance: {
    coefficients: [...statistics.covariance.coefficients],
    values: statistics.covariance.values.map((row) => [...row]),
  },
  compared: statistics.compared.map(toComparedDto),
  outliers: statistics.outliers.map(({ measurementIndex, network, relativeResidual }) => ({
    measurement: measurementIndex,
    network,
    relativeResidual,
  })),
  coverage: toCoverageDtos(statistics),
});

const toComparedDto = ({
  families,
  terms,
  coefficientCount,
  error,
}: ComparedStructure): ComparedStructureDto => ({
  families: MAC_CLASSES.map((layerClass) => ({ layerClass, family: families[layerClass] })),
  terms: [...terms],
  coefficientCount,
  error,
});

const toCoverageDtos = ({ coverage }: FitStatistics): CoverageDto[] =>
  MAC_CLASSES.flatMap((layerClass) => {
    const covered = coverage[layerClass];
    if (covered === null) return [];
    const { kernels, macs } = covered;
    return [
      { layerClass, minKernels: kernels.min, maxKernels: kernels.max, minMacs: macs.min, maxMacs: macs.max },
    ];
  });

import { calibrate, joules, seconds, type CoefficientSet, type Measurement } from '../../core/index.js';
import { worksOf, type LayerTable, type MeasuredLayer } from './measured-networks/index.js';
import { numberIn, type Row, type SeedData } from './seed-data.js';

const SOURCE =
  'ICASSP 2023 measurements, oscarferraz/ICASSP23@dae09e9 (results.ods): the 9 rows Jetson TX2, MAXN, GPU, fp32, ' +
  'batch 1, TensorRT, power of the module rail VDD_IN. The published layer tables list only convolutions and ' +
  'connected layers, so pooling, additions and normalisations are in the coefficients of those. One cell is in ' +
  'conflict in its source: AlexNet is 14.1 W in one sheet and 12.5 W in another; 14.1 W is used, for 12.5 W is also ' +
  "AlexNet's power in fp16.";

/** Jetson TX2, MAXN, fp32, GPU: nine whole networks. */
export function fitJetsonTx2({ jetsonNetworks, jetsonLayers }: SeedData, date: string): CoefficientSet {
  const used = jetsonNetworks.filter(
    (row) =>
      row.board === 'Jetson TX2' &&
      row.power_mode === 'MAXN' &&
      row.unit === 'GPU' &&
      row.precision === 'fp32',
  );
  const tables = layerTables(jetsonLayers);
  return calibrate({
    identity: {
      boardId: 'jetson-tx2',
      powerMode: 'MAXN',
      runtime: 'TensorRT',
      precision: 'fp32',
      batch: 1,
      fusesActivations: true,
    },
    origin: { provenance: 'measured', source: SOURCE, date },
    measurements: used.map((row): Measurement => ({
      network: row.network!,
      boundary: 'module',
      works: worksOf(tables.get(row.network!) ?? [], 'fp32'),
      energy: joules(numberIn(row, 'energy_mj') / 1e3),
      latency: seconds(numberIn(row, 'latency_ms') / 1e3),
    })),
  });
}

/** By network. */
function layerTables(rows: readonly Row[]): Map<string, LayerTable> {
  const tables = new Map<string, MeasuredLayer[]>();
  for (const row of rows) {
    const layers = tables.get(row.net!) ?? [];
    layers.push(layerOf(row));
    tables.set(row.net!, layers);
  }
  return tables;
}

function layerOf(row: Row): MeasuredLayer {
  const inputElements = numberIn(row, 'cin') * numberIn(row, 'hin') * numberIn(row, 'win');
  const outputElements = numberIn(row, 'cout') * numberIn(row, 'hout') * numberIn(row, 'wout');
  return {
    name: row.layer!,
    layerClass: row.type === 'fc' ? 'connected' : 'convolution',
    macs: numberIn(row, 'macs'),
    kernels: numberIn(row, 'cout'),
    activationElements: inputElements + outputElements,
    weightElements: numberIn(row, 'params'),
  };
}

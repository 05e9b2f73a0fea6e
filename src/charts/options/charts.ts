import { candidatesChart } from './candidates.js';
import { decisionMapChart } from './decision-map.js';
import { fitChart } from './fit.js';
import { fitErrorsChart } from './fit-errors.js';
import { kernelSlopesChart } from './kernel-slopes.js';
import { layersChart } from './layers.js';
import { ledgerChart } from './ledger.js';
import { networkChart } from './network.js';
import { stagesChart } from './stages.js';

/** Every chart by its name: its builder, and what it draws. */
export const CHARTS = {
  candidates: {
    build: candidatesChart,
    title: 'Candidates',
    draws: 'latency against device energy of all candidates of a plan, with the Pareto front',
  },
  stages: {
    build: stagesChart,
    title: 'Stages',
    draws: 'where latency or energy goes as the cut moves along the network',
  },
  network: {
    build: networkChart,
    title: 'Network',
    draws: 'MACs and activations layer by layer, with the cut of the plan',
  },
  'decision-map': {
    build: decisionMapChart,
    title: 'Decision map',
    draws: 'the best plan over the rate of the uplink and the load of the edge',
  },
  ledger: {
    build: ledgerChart,
    title: 'Ledger',
    draws: 'what latency or energy of the plan is made of, as a waterfall',
  },
  layers: {
    build: layersChart,
    title: 'Layers',
    draws: 'energy or latency of each layer of a network on a board, with intervals',
  },
  fit: {
    build: fitChart,
    title: 'Fit',
    draws: 'what a coefficient set models against what was measured',
  },
  'fit-errors': {
    build: fitErrorsChart,
    title: 'Errors of the fit',
    draws: 'how many measurements lie how far from what the coefficient set models',
  },
  'kernel-slopes': {
    build: kernelSlopesChart,
    title: 'Slope by kernels',
    draws: 'what a MAC costs by the number of kernels, modelled and measured',
  },
} as const;

export type ChartName = keyof typeof CHARTS;
export const CHART_NAMES = Object.keys(CHARTS) as readonly ChartName[];

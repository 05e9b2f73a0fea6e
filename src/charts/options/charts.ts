import { candidatesChart } from './candidates.js';

/** Every chart by its name: its builder, and what it draws. */
export const CHARTS = {
  candidates: {
    build: candidatesChart,
    title: 'Candidates',
    draws: 'latency against device energy of all candidates of a plan',
  },
} as const;

export type ChartName = keyof typeof CHARTS;

import type { Evaluation } from './evaluate.js';

/** A candidate that no other is better than in everything. */
export interface ParetoPoint {
  readonly candidate: number;
  /** Candidates outside the front that are worse than this one by no more than the tolerance in every figure. */
  readonly nearTies: readonly number[];
}

/** Relative difference up to which figures pass as equal. */
export const NEAR_TIE = 0.01;

/**
 * The candidates that no other dominates in latency, device energy and system energy: none is at least as
 * good in all three and better in one. Of equal ones the first in the order of candidates stands for all.
 * In the order of latency. Energies that are not known are left out of the comparison when no candidate has
 * them, and a candidate without them when others have.
 */
export function paretoFront(evaluation: Evaluation, tolerance = NEAR_TIE): ParetoPoint[] {
  const figures = comparedFigures(evaluation);
  const near = withoutFar(evaluation.count, figures, tolerance);
  const order = sorted(near, figures);
  const front = frontOf(order, figures);
  const isMember = new Uint8Array(evaluation.count);
  for (const k of front) isMember[k] = 1;
  const others = order.filter((k) => isMember[k] === 0);
  return front.map((candidate) => ({
    candidate,
    nearTies: others.filter((other) => figures.every((f) => f[other]! <= f[candidate]! * (1 + tolerance))),
  }));
}

/**
 * Those of the candidates that none of them covers: is at least as good in every figure, or before it where all
 * are equal. Figures are by candidate, the lower the better; a candidate of which one is not known is not in it.
 */
export const nonDominated = (count: number, figures: readonly Float64Array[]): number[] =>
  frontOf(
    sorted(
      Array.from({ length: count }, (_, k) => k),
      figures,
    ),
    figures,
  );

/** `order` is that of the first figure: what comes later covers nothing before it. */
function frontOf(order: readonly number[], figures: readonly Float64Array[]): number[] {
  const front: number[] = [];
  for (const k of order) if (!front.some((member) => coversAll(figures, member, k))) front.push(k);
  return front;
}

function comparedFigures({ latency, deviceEnergy, systemEnergy }: Evaluation): Float64Array[] {
  const isKnown = (figure: Float64Array): boolean => figure.some((value) => !Number.isNaN(value));
  return [latency, ...[deviceEnergy, systemEnergy].filter(isKnown)];
}

/** Candidates that may pass for best while those that are worse by far are left out. */
const SAMPLE = 512;

/**
 * The candidates without those that some of a sample beat by more than the tolerance in every figure: they are
 * neither on the front nor near a member, which would then be beaten too.
 */
function withoutFar(count: number, figures: readonly Float64Array[], tolerance: number): number[] {
  if (count <= SAMPLE) return Array.from({ length: count }, (_, k) => k);
  const stride = Math.floor(count / SAMPLE);
  const sample = Array.from({ length: Math.floor(count / stride) }, (_, k) => k * stride);
  const better = frontOf(sorted([...sample, ...leastOf(count, figures)], figures), figures);
  const limits = better.map((k) => figures.map((figure) => figure[k]! * (1 + tolerance)));
  const isFar = (k: number): boolean =>
    limits.some((limit) => limit.every((most, index) => figures[index]![k]! > most));
  const near: number[] = [];
  for (let k = 0; k < count; k++) if (!isFar(k)) near.push(k);
  return near;
}

/** The candidate with the least of each figure, and that with the least product of all. */
function leastOf(count: number, figures: readonly Float64Array[]): number[] {
  const product = new Float64Array(count).fill(1);
  for (const figure of figures) for (let k = 0; k < count; k++) product[k]! *= figure[k]!;
  return [...figures, product].flatMap((values) => {
    let least = -1;
    for (let k = 0; k < count; k++) {
      if (!Number.isNaN(values[k]!) && (least < 0 || values[k]! < values[least]!)) least = k;
    }
    return least < 0 ? [] : [least];
  });
}

/** By the figures one after the other; what comes later dominates nothing before it. */
function sorted(candidates: readonly number[], figures: readonly Float64Array[]): number[] {
  const known = candidates.filter((k) => figures.every((f) => !Number.isNaN(f[k]!)));
  return known.sort((a, b) => {
    for (const figure of figures) if (figure[a] !== figure[b]) return figure[a]! - figure[b]!;
    return a - b;
  });
}

const coversAll = (figures: readonly Float64Array[], a: number, b: number): boolean =>
  figures.every((figure) => figure[a]! <= figure[b]!);

import { evaluateAll, ranking, type Evaluation } from '../../src/core/index.js';
import {
  FOLDER,
  pinsOf,
  problemOf,
  readJobs,
  settingsOf,
  type Block,
  type Job,
} from '../support/scission.js';
import { describeWithData } from '../support/shared-data.js';

/** Scission's name for a candidate: the layers that each machine runs. */
function describeCandidate(
  { first, second }: Evaluation,
  k: number,
  { blocks, names }: { blocks: readonly Block[]; names: readonly string[] },
): string {
  const bounds = [0, first[k]!, second[k]!, blocks.length];
  return ['Device', 'Edge', 'Cloud']
    .map((tier, index) => {
      const [start, end] = [bounds[index]!, bounds[index + 1]!];
      if (start !== end) {
        return `${tier}(${names[index]}) = ${blocks[start]!.first_layer} - ${blocks[end - 1]!.last_layer}`;
      }
      return `${tier}(${index === 0 ? names[0] : 'None'}) = -1 - -1`;
    })
    .join(', ');
}

function topFive(job: Job): { configuration: string; latency: number; transfer: number }[] {
  const found = new Map<string, { latency: number; transfer: number }>();
  for (const setting of settingsOf(job)) {
    const { device, edge, cloud } = setting;
    const blocks = device.models[job.model]!;
    const evaluation = evaluateAll(problemOf(job, setting))!;
    const machines = [device, edge, cloud];
    const names = machines.map(({ system }) => system);
    const pinned = pinsOf(job, blocks).map(({ block, tier }) => ({ layer: block, tier }));
    for (const k of ranking(evaluation, {
      objective: 'latency',
      constraints: { pinned },
      most: evaluation.count,
    })) {
      const compute = machines.reduce((sum, { models }, tier) => {
        const bounds = [0, evaluation.first[k]!, evaluation.second[k]!, blocks.length];
        const own = models[job.model]!.slice(bounds[tier], bounds[tier + 1]);
        return own.reduce((total, { latency_s: latency }) => total + latency, sum);
      }, 0);
      const latency = evaluation.latency[k]!;
      found.set(describeCandidate(evaluation, k, { blocks, names }), {
        latency,
        transfer: latency - compute,
      });
    }
  }
  return [...found]
    .map(([configuration, figures]) => ({ configuration, ...figures }))
    .sort((a, b) => a.latency - b.latency)
    .slice(0, 5);
}

describeWithData('Scission', `${FOLDER}/expected.json`, () => {
  const expected = readJobs();
  const jobs = Object.keys(expected);

  it('has eight jobs', () => {
    expect(jobs).toHaveLength(8);
  });

  it.each(jobs)('prints the same five best configurations with the same totals: %s', (name) => {
    const job = expected[name]!;
    const found = topFive(job);
    // `9.0106s - 2.4087MB - Device(...) = ...`
    expect(found.map(({ configuration }) => configuration)).toEqual(
      job.top5_exact.map(({ line }) => line.split(' - ').slice(2).join(' - ')),
    );
    job.top5_exact.forEach(({ total_s: total, transfer_s: transfer }, k) => {
      expect(Math.abs(found[k]!.latency - total)).toBeLessThan(1e-9);
      expect(Math.abs(found[k]!.transfer - transfer)).toBeLessThan(1e-9);
    });
  });
});

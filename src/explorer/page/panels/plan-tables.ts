import { figures } from '../../../charts/options/index.js';
import type {
  LedgerItemDto,
  PlanAnswerDto,
  PricedCandidateDto,
  ProfiledLayerDto,
} from '../../../plans/index.js';
import { figure } from './columns.js';
import { tableOf, type Column, type Table } from './table.js';

/** Where latency goes at each number of layers on the device. */
export function stagesTable({ profile }: PlanAnswerDto): Table {
  const candidates = profile?.candidates ?? [];
  const items = [...new Set(candidates.flatMap(({ ledger }) => ledger.map(({ item }) => item)))];
  const shares = items.map((name) =>
    figure<PricedCandidateDto>(
      name,
      ({ ledger }) => ledger.find(({ item }) => item === name)?.latencyMs ?? 0,
      figures.latency,
    ),
  );
  return tableOf<PricedCandidateDto>(
    'The best candidate at each number of layers on the device, and where its latency goes',
    [
      { head: 'Cut after', text: ({ cutAfter }) => cutAfter ?? 'nothing' },
      {
        head: 'Layers on the device',
        text: ({ deviceLayers }) => figures.count(deviceLayers),
        isNumber: true,
      },
      figure('Latency', ({ latencyMs }) => latencyMs, figures.latency),
      figure('Device energy', ({ deviceEnergyJ }) => deviceEnergyJ, figures.energy),
      ...shares,
    ],
    candidates,
  );
}

/** The layers, and where each runs. */
export function networkTable(answer: PlanAnswerDto): Table {
  const { deviceLayerNames, edgeLayerNames } = answer.chosen ?? answer.closest;
  const [onDevice, onEdge] = [new Set(deviceLayerNames), new Set(edgeLayerNames)];
  const tierOf = (name: string): string =>
    onDevice.has(name) ? 'device' : answer.cloud === undefined || onEdge.has(name) ? 'edge' : 'cloud';
  const columns: Column<ProfiledLayerDto>[] = [
    { head: 'Layer', text: ({ name }) => name },
    { head: 'Kind', text: ({ kind }) => kind },
    { head: 'Runs on', text: ({ name }) => tierOf(name) },
    figure('MACs', ({ macs }) => macs, figures.macs),
    figure('Makes', ({ outputBytes }) => outputBytes, figures.size),
  ];
  return tableOf('The layers of the network, in its order', columns, answer.profile?.layers ?? []);
}

export function ledgerTable({ chosen, closest, cloud }: PlanAnswerDto): Table {
  const columns: Column<LedgerItemDto>[] = [
    { head: 'Item', text: ({ item }) => item },
    figure('Latency', ({ latencyMs }) => latencyMs, figures.latency),
    figure('Device energy', ({ deviceEnergyJ }) => deviceEnergyJ, figures.energy),
    figure('Edge energy', ({ edgeEnergyJ }) => edgeEnergyJ, figures.energy),
    ...(cloud === undefined
      ? []
      : [figure<LedgerItemDto>('Cloud energy', ({ cloudEnergyJ }) => cloudEnergyJ ?? null, figures.energy)]),
  ];
  return tableOf('What the plan is made of, item by item', columns, (chosen ?? closest).ledger);
}

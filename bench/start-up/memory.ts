import { startTestService } from '../../test/support/service.js';
import { onCore, residentMegabytes } from '../harness/processes.js';
import type { Row, Settings } from '../harness/suite.js';
import { saturate } from '../http/load.js';
import { BY_ID } from '../http/scenarios.js';

/** Resident memory once so many plans more were made, each time; one process, so one value a row. */
export async function memoryRows(
  where: string,
  environment: Record<string, string>,
  { isQuick }: Settings,
  target: string,
): Promise<Row[]> {
  const service = await startTestService({ ...environment, CLIENT_REQUEST_LIMIT: '1000' }, onCore(0));
  try {
    const step = isQuick ? 10 : 10_000;
    const rows: Row[] = [
      { what: `resident, ${where}, ready`, unit: 'MB', values: [residentMegabytes(service.pid)] },
    ];
    for (let times = 1; times <= 3; times++) {
      await saturate(service, BY_ID, step);
      const what = `resident, ${where}, after ${times * step} plans`;
      rows.push({ what, unit: 'MB', values: [residentMegabytes(service.pid)], target });
    }
    return rows;
  } finally {
    await service.stop();
  }
}

import type { PlanAnswerDto } from '../../src/plans/plan-answer.dto.js';
import { FOLDER, readJobs, requestOf, settingsOf } from '../support/scission.js';
import { json, startTestService, type TestService } from '../support/service.js';
import { describeWithData } from '../support/shared-data.js';

describeWithData('Scission over HTTP', `${FOLDER}/expected.json`, () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  }, 60_000);
  afterAll(() => service.stop());

  it.each(Object.entries(readJobs()))('plans the best configuration with its total: %s', async (_, job) => {
    const chosen = await Promise.all(
      settingsOf(job).map(async (setting) => {
        const response = await service.post('/plans?candidates=none', requestOf(job, setting));
        const answer: PlanAnswerDto = await json(response);
        return answer.chosen!.latencyMs;
      }),
    );
    expect(Math.min(...chosen) / 1e3).toBeCloseTo(job.top5_exact[0]!.total_s, 9);
  });
});

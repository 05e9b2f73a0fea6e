import type { Browser } from 'playwright-core';
import {
  describeInBrowser,
  openBrowser,
  openPage,
  violationsOn,
  type WatchedPage,
} from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';

describeInBrowser('the explorer', () => {
  let service: TestService;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    service = await startTestService();
    browser = await openBrowser();
  });

  beforeEach(async () => {
    watched = await openPage(browser, service.url);
  });

  afterEach(async () => {
    await watched.context.close();
    expect(watched.errors).toEqual([]);
    expect(watched.foreignRequests).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it('opens at the root of the service, without anything that axe minds', async () => {
    const { page } = watched;
    await page.goto(`${service.url}/`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Where should a neural network run?',
    );
    expect(await violationsOn(page)).toEqual([]);
  });
});

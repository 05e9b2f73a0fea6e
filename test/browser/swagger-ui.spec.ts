import type { Browser } from 'playwright-core';
import { ADMIN_KEY } from '../support/administrator.js';
import { describeInBrowser, openBrowser, openPage, type WatchedPage } from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';

describeInBrowser('the Swagger UI', () => {
  let service: TestService;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    service = await startTestService({ ADMIN_KEY });
    browser = await openBrowser();
  });

  beforeEach(async () => {
    watched = await openPage(browser, service.url);
    await watched.page.goto(`${service.url}/docs`);
  });

  afterEach(() => watched.context.close());

  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  /** Executes "List keys" with "Try it out", as a person would, and gives the status that is shown. */
  async function listKeys(): Promise<string> {
    const operation = watched.page
      .locator('.opblock', { has: watched.page.locator('[data-path="/keys"]') })
      .first();
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    return operation.locator('.live-responses-table .response-col_status').nth(1).innerText();
  }

  it('shows 401 for an operation of the administrator without a key', async () => {
    expect(await listKeys()).toMatch(/^401/);
    expect(watched.foreignRequests).toEqual([]);
  });

  it('shows 200 once a key was entered with Authorize', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Authorize' }).first().click();
    const dialog = page.locator('.dialog-ux');
    await dialog.locator('input').fill(ADMIN_KEY);
    await dialog.getByRole('button', { name: 'Apply credentials' }).click();
    await dialog.getByRole('button', { name: 'Close' }).first().click();
    expect(await listKeys()).toMatch(/^200/);
    expect(watched.errors).toEqual([]);
    expect(watched.foreignRequests).toEqual([]);
  });
});

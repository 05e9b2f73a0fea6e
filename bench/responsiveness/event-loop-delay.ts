/** Loaded before a service by `--import`: writes on SIGUSR2 how long its event loop was held up since the last time. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const NANOSECONDS_PER_MILLISECOND = 1e6;

if (isMainThread) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  process.on('SIGUSR2', () => {
    const [p99, most] = [delays.percentile(99), delays.max].map(
      (delay) => delay / NANOSECONDS_PER_MILLISECOND,
    );
    console.log(JSON.stringify({ eventLoopDelayMs: { p99, most } }));
    delays.reset();
  });
}

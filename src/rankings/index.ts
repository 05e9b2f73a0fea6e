export { rankRequest } from './rank-request.js';
export type { RankingLine } from './ranking-lines.dto.js';
export { GOALS, RankingSettingsDto } from './ranking-request.dto.js';
export { RankingsModule } from './rankings.module.js';

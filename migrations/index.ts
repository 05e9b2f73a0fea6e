import { BoardsAndCoefficientSets1763900000000 } from './1763900000000-boards-and-coefficient-sets.js';
import { Networks1763900000001 } from './1763900000001-networks.js';
import { BoardProfiles1764000000000 } from './1764000000000-board-profiles.js';
import { LinkProfiles1764000000001 } from './1764000000001-link-profiles.js';
import { Plans1764000000002 } from './1764000000002-plans.js';
import { PlansWithoutBoards1764000000003 } from './1764000000003-plans-without-boards.js';
import { ApiKeys1764100000000 } from './1764100000000-api-keys.js';
import { Audit1764100000001 } from './1764100000001-audit.js';
import { BoardVersions1764100000002 } from './1764100000002-board-versions.js';
import { LinkVersions1764100000003 } from './1764100000003-link-versions.js';
import { DeletedNetworks1764100000004 } from './1764100000004-deleted-networks.js';
import { IdempotentAnswers1764100000005 } from './1764100000005-idempotent-answers.js';
import { DataVersion1764100000006 } from './1764100000006-data-version.js';
import { Residuals1764200000000 } from './1764200000000-residuals.js';

/** Every change of the schema, oldest first. */
export const MIGRATIONS = [
  BoardsAndCoefficientSets1763900000000,
  Networks1763900000001,
  BoardProfiles1764000000000,
  LinkProfiles1764000000001,
  Plans1764000000002,
  PlansWithoutBoards1764000000003,
  ApiKeys1764100000000,
  Audit1764100000001,
  BoardVersions1764100000002,
  LinkVersions1764100000003,
  DeletedNetworks1764100000004,
  IdempotentAnswers1764100000005,
  DataVersion1764100000006,
  Residuals1764200000000,
];

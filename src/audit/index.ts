export { AuditLineEntity } from './audit-line.entity.js';
export { AuditModule } from './audit.module.js';
export type { Action } from './change.js';
export { recordChange } from './record-change.js';

export { AuditLineEntity } from './audit-line.entity.js';
export type { AuditLineDto, AuditPageDto } from './audit.dto.js';
export { AuditModule } from './audit.module.js';
export type { Action } from './change.js';
export { recordChange } from './record-change.js';

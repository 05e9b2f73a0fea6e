export { AccessModule } from './access.module.js';
export { ApiKeyEntity } from './api-key.entity.js';
export { makeFirstKey } from './first-key.js';

export { AccessModule } from './access.module.js';
export type { ApiKeyDto, ApiKeyListDto, CreatedApiKeyDto, NewApiKeyDto } from './api-key.dto.js';
export { ApiKeyEntity } from './api-key.entity.js';
export { makeFirstKey } from './first-key.js';

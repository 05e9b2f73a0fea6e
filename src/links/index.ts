export {
  LinkEntity,
  LinkProfileEntity,
  type ChannelProfile,
  type LinkProfile,
} from './link-profile.entity.js';
export type {
  LinkProfileBodyDto,
  LinkProfileDto,
  LinkProfileListDto,
  LinkVersionDto,
  LinkVersionListDto,
  NewLinkProfileDto,
} from './link-profile.dto.js';
export { insertLink } from './link-profile.repository.js';
export { LinksModule } from './links.module.js';
export { LinksService, notALink } from './links.service.js';

import { Client } from './api/client.js';
import { ExplorerPage } from './explorer-page.js';

void new ExplorerPage(new Client()).open();

import { AdminPage } from './admin/admin-page.js';
import { Client } from './api/client.js';

new AdminPage(new Client());

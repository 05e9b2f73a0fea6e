export { ALEXNET_OVER_WIFI } from './examples/alexnet-over-wifi.js';
export { PlanEntity } from './saved/plan.entity.js';
export { PlansModule } from './plans.module.js';

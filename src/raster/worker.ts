// Entry point of the raster worker thread; see Raster for the other side.
import { serveTasks } from './serveTasks.ts';
import { rasterTasks } from './tasks.ts';

serveTasks(rasterTasks);

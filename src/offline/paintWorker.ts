// Entry point of the painting thread; see Painter for the other side.
import { serveTasks } from '../raster/serveTasks.ts';
import { paintTasks } from './paintTasks.ts';

serveTasks(paintTasks);

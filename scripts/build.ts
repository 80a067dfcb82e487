/** `npm run build`: the pages that the server and the lockers hand out. `npm start` does this by itself. */
import { buildScreens } from './web/build-screens.ts'

await buildScreens((line) => console.log(line))

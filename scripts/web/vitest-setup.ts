import { buildScreens } from './build-screens.ts'

/** The whole network hands out its screens, so they are built before the first test of it. */
export const setup = () => buildScreens((line) => console.log(line))

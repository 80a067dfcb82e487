import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { routes } from './routes.ts'
import { Gate } from './session/Gate.tsx'
import { SignInPage } from './session/SignInPage.tsx'
import { MissingPage, PageFault } from './support/PageFault.tsx'
import { searchOf, searchText } from './support/list/list-search.ts'

const root = createRootRoute({ component: Outlet, errorComponent: PageFault })
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
})
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Gate,
  notFoundComponent: MissingPage,
})
const unknown = createRoute({ getParentRoute: () => inside, path: '$', component: MissingPage })
const pages = Object.entries(routes).map(([path, load]) =>
  createRoute({
    getParentRoute: () => inside,
    path,
    component: lazyRouteComponent(async () => ({ page: await load() }), 'page'),
    errorComponent: PageFault,
  }),
)

/** Finds the page for an address. Filters stand behind the question mark as plain texts. */
export const router = createRouter({
  routeTree: root.addChildren([signIn, inside.addChildren([...pages, unknown])]),
  parseSearch: searchOf,
  stringifySearch: searchText,
  scrollRestoration: true,
})

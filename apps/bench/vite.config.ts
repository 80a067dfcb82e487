import { screenConfig } from '../../scripts/web/screen-config.ts'

export default screenConfig({ base: '/bench/' })

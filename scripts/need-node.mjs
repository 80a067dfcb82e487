// Plain JavaScript without types, because it must run on the Node that it turns away.
const NEEDED = 24

const major = Number(process.versions.node.split('.')[0])
if (major < NEEDED) {
  console.error(
    `Cubby runs on Node ${NEEDED} or newer, and this is Node ${process.versions.node}.\n` +
      `"npm ci" brings Node ${NEEDED} along for Linux (x64, arm64) and Windows (x64); start things with\n` +
      `"npm run <script>", which finds it first. On another platform, or after "npm ci --omit=optional",\n` +
      `install Node ${NEEDED} yourself: https://nodejs.org`,
  )
  process.exit(1)
}

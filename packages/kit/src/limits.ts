import { days, hours, millis, minutes, seconds } from './clock.ts'

/** Every queue, loop and wait in the product has its bound here, with its reason. */
export const limits = {
  /** What a browser still draws at once; a network larger than this is looked at by its lists. */
  mappedLockersMax: 20_000,
  /** The largest machine known has 410 cells; a bus of ten 48-lock boards carries 480. */
  cellsPerLockerMax: 512,
  modulesPerLockerMax: 64,
  /** Pairs of wires from one computer: a serial port each, or one adapter in the machine's network. */
  busesPerLockerMax: 16,
  /** One on each side, and one more for whoever works behind. */
  scannersPerLockerMax: 4,
  /** One per module, the power and the modem. */
  sensorsPerLockerMax: 80,
  /** A socket in every cell of a large machine, its lights and heaters. */
  loadsPerLockerMax: 600,
  /** A device configuration of 512 cells with everything is about 150 KiB. */
  deviceConfigBytesMax: 1024 * 1024,
  /** Lockers that get the devices of another in one call: each is locked, checked and told by itself. */
  deviceCopiesMax: 100,
  /** A part that is faulty in more ways than one; a locker that tells of more faults at once is itself the fault. */
  deviceFaultsMax: 2_000,
  /** A column of the smallest mail cells, three side by side, has about a hundred. */
  cellsPerModuleMax: 120,
  controlsPerModuleMax: 16,
  /** Each save of a model is a version for good; nobody has saved one a thousand times. */
  modelVersionsMax: 1_000,
  /** A shipment of more parcels than the largest machine has doors cannot be handed out at once. */
  parcelsPerShipmentMax: 50,
  /** Two metres: nothing longer stands in a street machine. */
  cellSideMmMax: 2_000,
  parcelSideMmMax: 3_000,
  parcelGramsMax: 1_000_000,
  /** Longest tracking number in use is 35 (SSCC and carriers' own); room for a Digital Link URI. */
  labelCharsMax: 120,
  /** One scan: the longest QR text that a screen may hand on is 2,000 characters, some of two bytes. */
  scanBytesMax: 4_096,
  nameCharsMax: 200,
  /** Minor units: a hundred million of any currency, far from where numbers lose their cents. */
  moneyMax: 10_000_000_000,
  /** Ten years: longer than a machine stands in one place. */
  rentalMax: days(3_650),
  /** How far back a rental may begin that is written down late. */
  rentalWrittenLateMax: days(31),
  /** Five sheets of ten: more is another print. */
  cardsPerPrintMax: 50,
  /** A year and a day: longer reports are several. */
  reportPeriodMax: days(367),
  textCharsMax: 2_000,
  /** Twice what OpenStreetMap allows: shops write every holiday down. */
  hoursCharsMax: 500,
  closuresPerLocationMax: 50,
  directionsCharsMax: 1_000,
  directionLanguagesMax: 20,
  photoBytesMax: 2 * 1024 * 1024,
  photosPerLocationMax: 8,
  /** By hand; what is more is better said by a rule. */
  segmentChangesMax: 10_000,
  segmentsMax: 1_000,
  segmentConditionsMax: 20,
  /** Twice the largest network known to us in one file; a row of a feed of points has about 1.5 KiB. */
  importRowsMax: 20_000,
  importBytesMax: 32 * 1024 * 1024,
  importRowBytesMax: 64 * 1024,
  importLockersPerRowMax: 20,
  /** Of all new lockers of one file: 5,000 large machines. Their layouts are written as one value, of at most 255 MiB. */
  importCellsMax: 500_000,
  /** Rows read and written at a time, between which others get their turn. */
  importRowsAtOnce: 500,
  /** Bodies of ordinary operations; a locker's layout of 512 cells is about 100 KiB. */
  requestBytesMax: 512 * 1024,
  pushBytesMax: 4 * 1024 * 1024,
  entriesPerPushMax: 500,
  /** Entries applied in one transaction: enough that a commit costs little per entry, few enough to wait for. */
  ingestGroupEntriesMax: 2_000,
  /** However slow the machine is, a transaction of backlogs takes so many: below, its own cost outweighs its entries'. */
  ingestGroupEntriesMin: 600,
  /** Transactions that apply entries at the same time in one server: while one waits for the disk, another thinks. */
  ingestGroupsMax: 4,
  /** A push of no more entries is news from somebody who stands there; a larger one is a backlog, whatever it says. */
  ingestFreshEntriesMax: 24,
  /** A request of no more bytes may be news: it is read even when backlogs are turned away unread. */
  ingestFreshBytesMax: 16 * 1024,
  /** Entries waiting in one server; beyond it lockers are asked to come back. About five seconds of work. */
  ingestQueuedEntriesMax: 40_000,
  /** Lockers listening for pokes at one server; the others poll. */
  pokeStreamsMax: 20_000,
  feedPageItemsMax: 500,
  /** Shipments that a re-modelling would strand, told by name; the rest is counted. */
  strandedShipmentsTold: 20,
  /** Lockers and cells of one change of configuration: what a person can look through before saving. */
  configurationTargetsMax: 500,
  /** Lockers and cells that a preview names; it counts the rest. */
  configurationSamplesMax: 100,
  listPageMax: 200,
  /** Rows of one CSV file: a spreadsheet takes a million, and half a minute is long enough to hold a connection. */
  exportRowsMax: 100_000,
  /** Entries looked through for one page of a locker's events: a rare kind must not read the whole journal. */
  eventsLookedThroughMax: 20_000,
  /** Screens that listen for changes at one server; the others look again every half minute. */
  changeListenersMax: 1_000,
  /** Lockers whose news one list of lockers hears, where the caller knows of some only; of the others it hears when it looks. */
  changeLockersMax: 1_000,
  /** Topics of one listening screen: what one page shows, and the page after next. */
  changeTopicsMax: 100,
  /** A screen that is told more often than this only flickers. */
  changesGatheredFor: millis(500),
  /** Screens of organizations ask anew what they hear so long after a rental came or went: one look for all that changes at once. */
  hearingAnewAfter: seconds(2),

  listPageDefault: 50,
  idempotencyKeyCharsMax: 200,
  idempotencyKept: hours(48),
  /** Of every shipment, alarm or dispute that staff write about. */
  staffNoteCharsMax: 1_000,
  /** The shortest and the longest password that the rules of a network may ask for, and the longest at all. */
  passwordCharsLeast: 8,
  passwordCharsMost: 64,
  staffPasswordCharsMax: 128,
  /** Each is hashed anew whenever a password is chosen; that takes a tenth of a second. */
  oldPasswordsMax: 24,
  /** Passwords of the list of known ones that the server keeps in memory: eight bytes each. */
  breachedPasswordsMax: 20_000_000,
  /** Of all accounts together, right ones included: an office behind one address signs in once a day. */
  staffTriesPerAddressMax: 300,
  staffWrongTriesWithin: minutes(15),
  staffSessionIdle: hours(12),
  staffSessionMax: days(7),
  /** A role for each kind of work; more are a list that nobody reads. */
  rolesMax: 200,
  roleNameCharsMax: 80,
  /** Who looks after more lockers one by one should have a segment. */
  reachLockersMax: 200,
  reachSegmentsMax: 50,
  apiKeysPerOrganizationMax: 100,
  webhooksPerOrganizationMax: 20,

  contactsPerOrganizationMax: 20,
  /** A logo beside a name; photographs belong elsewhere. */
  logoBytesMax: 256 * 1024,
  logoSideMax: 4_096,
  templateSubjectCharsMax: 150,
  templateTextCharsMax: 2_000,
  templateSmsCharsMax: 320,
  /** How each call of a webhook ended is told for so long. */
  webhookAttemptsKept: days(30),
  /** Of one request: whoever was away for longer narrows the period. */
  webhookReplaysMax: 5_000,

  /** Ten million of the smallest unit: more than a cell costs in any currency that is in use. */
  tariffAmountMax: 10_000_000,
  /** Shorter periods only make a long stay slow to price: 400 days have 38,400 quarters of an hour. */
  tariffPeriodMinutesMin: 15,
  tariffsPerOrganizationMax: 200,
  tariffVersionsMax: 1_000,
  offersPerOrganizationMax: 200,
  offerSegmentsMax: 100,
  /** How long a stay is priced by itself; beyond it people settle it. */
  pricedFor: days(400),

  /** How far a wrong-try ladder lets somebody go (domain.md, "Codes"). */
  wrongTriesFirst: 5,
  wrongTriesFirstPause: minutes(1),
  wrongTriesSecond: 10,
  wrongTriesSecondPause: minutes(15),
  wrongTriesPerDay: 30,

  /** A bolt answers within a second; past this the door did not open. */
  doorOpensWithin: seconds(5),
  /** Three minutes cover a pram, a crutch and a phone call; past them staff should know. */
  doorOpenMax: seconds(180),
  /** Coils burn: the same lock is not pulsed again sooner. */
  pulseGapPerCell: seconds(3),
  /** No board may be asked for a longer pulse. */
  pulseMax: seconds(1),
  /** A coil may have been under current for so long in a row of tries, of which it forgets one pulse in `coil.longRun` of its board: eight pulses of half a second as fast as they may come, or fifteen for somebody who tries again after every five seconds. */
  coilHeatMax: seconds(4),
  /** Doors that one courier may have open at the same time. */
  openDoorsPerSessionMax: 3,
  /** "Open again" after the last door of a session has closed, and how often per cell. */
  openAgainWithin: minutes(5),
  openAgainMax: 3,
  sessionIdleCourier: minutes(5),
  sessionIdleRecipient: minutes(2),
  /** Remote openings a locker obeys in an hour; beyond it a second person must ask (issue to come). */
  remoteOpensPerHourMax: 20,
  /** While a machine is tested: every door of the largest one, on both sides, and some again. Empty cells only. */
  testOpensPerHourMax: 1_200,
  commandLifeMax: hours(24),
  commandLifeDefault: minutes(2),

  /** A courier directory older than this no longer signs couriers in (invariant 9). */
  directoryStaleAfter: days(30),
  /** Ten years: longer than any storage, and short enough that its end is still a date. */
  storageMax: days(3_650),
  journalKeptAtLeast: days(90),
  /** Past this many unsent entries new deposits are refused; pick-ups go on. */
  journalUnsentMax: 200_000,
  /** Final stays stay readable on the machine so that a dispute can be started. */
  finalStaysKeptMax: 500,

  pokeHeartbeat: seconds(20),
  pokeDeadAfter: seconds(50),
  pollEvery: seconds(60),
  backOffFirst: seconds(1),
  backOffMax: minutes(5),
  requestTimeout: seconds(30),
  deviceTokenLife: hours(1),
  enrolmentCodeLife: days(7),
  challengeLife: minutes(2),
  tombstonesKept: days(400),
  /** A device clock within this distance of the server's counts as synchronised. */
  clockToleranceMax: minutes(5),

  messageAttemptsMax: 12,
  webhookPayloadBytesMax: 20 * 1024,
  webhookTimeout: seconds(20),
  smsCharsMax: 480,
  boardReplyTimeout: millis(2_000),
  /** One lost frame is weather; this many in a row and nobody may believe the last reading any more. */
  boardFailuresMax: 3,
  /** How often a silent board is asked again, and how briefly, so that it does not hold up the others. */
  silentBoardRetry: seconds(5),
  silentBoardTimeout: millis(250),
  /** A cable is put back by hand: trying more rarely would only make the technician wait. */
  lineReopenFirst: millis(250),
  lineReopenMax: seconds(10),
  /** A port that takes longer to swallow 64 bytes is stuck, and is closed and opened again. */
  lineWriteTimeout: seconds(2),
  busGap: millis(15),
  busQueueMax: 1_024,
  frameBytesMax: 64,
  /** A device that is well for so long is well: a loose plug must not fill the journal. */
  faultEndsAfter: minutes(1),
  /** A sensor that does not answer is asked again this often at least, however rarely it is read otherwise. */
  silentSensorRetry: minutes(1),
  /** On battery a UPS may say any moment that it ends. */
  upsOnBatteryEvery: seconds(5),
  /** A light stays on for so long after somebody was there. */
  lightsLinger: minutes(1),
  /** How often a relay is held against what it should be: its board may have lost its power meanwhile. */
  loadCheckEvery: minutes(1),
  /** How often a printer is asked for its paper. */
  printerAskEvery: seconds(30),
  /** Slips of one visit: one, one more that came out badly, and one for the file. */
  slipsPerSessionMax: 3,
  /** Lights and heaters have so long to go off before the program ends without having heard of it. */
  loadsOffWithin: seconds(3),

  /** Everything that a payment terminal says in one message; a day's report is the longest, some 20 KiB. */
  terminalMessageBytesMax: 64 * 1024,
  /** Messages of one conversation: a settlement that prints line by line has a few hundred. */
  terminalMessagesMax: 4_096,
  /** Longest slip that is kept, in lines of a narrow printer. */
  slipLinesMax: 400,
  slipLineCharsMax: 80,
  /** How often a terminal is asked what became of a payment before whoever waits is told "unknown"; it is asked on for ever. */
  terminalLookUpsBeforeUnknown: 4,
  terminalLookUpFirst: millis(500),
  terminalLookUpMax: seconds(30),
  /** Numbers of our own that a terminal gets with each payment: six digits fit every protocol that takes one. */
  terminalNumberMax: 999_999,
  /** How often a terminal that nobody uses is asked whether it reaches its bank, and how often one that did not. */
  terminalTestEvery: minutes(15),
  terminalTestAgain: minutes(1),
  /** Operations of terminals that a machine keeps: a thousand sales, and the tests between them. */
  paymentsKept: 5_000,
} as const

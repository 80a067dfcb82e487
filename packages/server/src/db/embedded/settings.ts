/**
 * How the built-in PostgreSQL runs: durable, quiet, on loopback, and small enough for two cores.
 * Whoever wants to tune has a PostgreSQL of their own and sets DATABASE_URL.
 */
export const settings = {
  listen_addresses: '127.0.0.1',
  // No socket file: its path may be too long or closed to us, and loopback with a password is enough.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  // Acknowledged means on disk.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Our statements are short; compiling them, or splitting them over workers, costs more than it saves.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  random_page_cost: '1.1',
  // A writer that hangs holds the counter row of its streams; better that it fails.
  idle_in_transaction_session_timeout: '60s',
  cluster_name: 'cubby',
  // A week of logs, one file a day, written over; never statements or values (they may be personal).
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
} as const satisfies Record<string, string>

"""Access as it is stored on PostgreSQL: who sees and writes which part, held by the server for the connected role."""

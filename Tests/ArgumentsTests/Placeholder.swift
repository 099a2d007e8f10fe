// Placeholder that the first tests of this room replace.

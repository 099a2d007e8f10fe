// The tests of this room.

import Testing

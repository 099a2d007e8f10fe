// The first request to stop is noted and wakes the loop; the second one ends the program.

import Foundation
import LoopbackHTTP
import MonzoAPI
import Testing

@testable import Connect

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct InterruptTests {
  @Test func `the first signal is noted and wakes a loop that waits for an answer`() async {
    await #expect(processExitsWith: .success) {
      let server = try LoopbackServer { _ in
        var reply = Reply.text(200, "")
        reply.delivery = .never
        return reply
      }
      let carrier = try HTTPCarrier(BaseAddress("http://127.0.0.1:\(server.port)"))
      let interrupt = Interrupt { carrier.wake() }
      #expect(!interrupt.isRequested)
      carrier.send(1, HTTPRequest(.get, "/"))
      Thread { kill(getpid(), SIGINT) }.start()
      #expect(carrier.next() == nil)
      #expect(interrupt.isRequested)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `the second signal ends the program`(second: Int32) async {
    await #expect(processExitsWith: .signal(second)) { [second] in
      let noted = DispatchSemaphore(value: 0)
      let interrupt = Interrupt { noted.signal() }
      kill(getpid(), SIGINT)
      noted.wait()
      #expect(interrupt.isRequested)
      kill(getpid(), second)
      pause()
    }
  }

  @Test func `a signal that was ignored before stays ignored`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGHUP, SIG_IGN)
      let interrupt = Interrupt {}
      kill(getpid(), SIGHUP)
      kill(getpid(), SIGHUP)
      #expect(!interrupt.isRequested)
    }
  }
}

// What the system asks while a request is under way, and the answers that keep a token where it belongs.

internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// Puts what it hears into a mailbox.
final class SessionDelegate: NSObject, URLSessionDataDelegate {
  private let mailbox: Mailbox

  init(_ mailbox: Mailbox) { self.mailbox = mailbox }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    mailbox.receive(data, of: dataTask)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    mailbox.complete(task, error)
  }

  /// No redirect is followed: the bank's API has none, and a token must not go where it was not meant to.
  ///
  /// The answer that asked for it is the answer.
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  /// Nobody here has a password for the system to try; certificates are judged by the system alone.
  ///
  /// On Linux each way to say so either crashes, hangs or loses the answer when a bank asks for a password,
  /// so the refusal that came with the question is taken as the answer here.
  func urlSession(
    _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
    completionHandler:
      @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) ->
      Void
  ) {
    #if canImport(FoundationNetworking)
      mailbox.complete(task, nil)
      completionHandler(.cancelAuthenticationChallenge, nil)
    #else
      completionHandler(.performDefaultHandling, nil)
    #endif
  }
}

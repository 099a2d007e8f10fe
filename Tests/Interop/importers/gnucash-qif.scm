; GnuCash's own QIF importer without its windows: reads the files as often as asked, and prints what is then in the
; book, a split a line, with tabs between.
;
;   guile gnucash-qif.scm TIMES FILE...
;
; Dates that a file leaves open are read as day, month, year, which is what a person in Britain would choose.

(use-modules (gnucash engine) (gnucash app-utils) (gnucash qif-import) (ice-9 match))

(define table (gnc-commodity-table-get-table (gnc-get-current-book)))
(gnc-commodity-table-add-default-data table (gnc-get-current-book))
(define pounds (gnc-commodity-get-printname (gnc-commodity-table-lookup table "CURRENCY" "GBP")))

(define (print . cells)
  (define (clean text) (string-map (lambda (c) (if (memv c '(#\tab #\newline)) #\space c)) text))
  (display (string-join (map clean cells) "\t"))
  (newline))

(define (read-qif path)
  (define qif (make-qif-file))
  (qif-file:read-file qif path (make-hash-table 20) #f)
  (let* ((parsed (qif-file:parse-fields qif #f))
         (dates (and (pair? parsed) (qif-file:parse-fields-results (cdr parsed) 'date))))
    (when (pair? dates)
      (print "asks" (format #f "~a" dates))
      (qif-file:reparse-dates qif (if (memq 'd-m-y dates) 'd-m-y (car dates)))))
  (qif-file:check-from-acct qif)
  qif)

(define (import files)
  (match (qif-import:load-map-prefs)
    ((info accounts categories memos securities . _)
     (let ((qifs (map read-qif files)))
       (qif-dialog:make-account-display qifs accounts info)
       (qif-dialog:make-category-display qifs categories info)
       (qif-dialog:make-memo-display qifs memos info)
       (let* ((old (gnc-get-current-root-account))
              (new (qif-import:qif-to-gnc qifs accounts categories memos securities pounds #\c #f))
              (matches (gnc:account-tree-find-duplicates old new #f)))
         ; A person would tick the first candidate of each match in the window that shows them.
         (for-each (lambda (match) (set-cdr! (cadr match) #t)) matches)
         (gnc:prune-matching-transactions matches)
         (gnc:account-tree-catenate-and-merge old new))))))

(define (print-book)
  (for-each
    (lambda (account)
      (for-each
        (lambda (split)
          (define transaction (xaccSplitGetParent split))
          (print "split" (gnc-account-get-full-name account) (gncTransGetGUID transaction)
            (gnc-print-time64 (xaccTransGetDate transaction) "%Y-%m-%d")
            (number->string (* 100 (xaccSplitGetValue split)))
            (xaccTransGetDescription transaction) (xaccTransGetNotes transaction) (xaccSplitGetMemo split)))
        (xaccAccountGetSplitList account)))
    (gnc-account-get-descendants-sorted (gnc-get-current-root-account))))

(match (command-line)
  ((_ times . files)
   (for-each (lambda (_) (import files)) (iota (string->number times)))))
(print-book)

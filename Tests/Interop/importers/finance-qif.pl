# Prints each record that Finance::QIF finds in a file as a line of JSON.
use strict;
use warnings;
use Finance::QIF;
use JSON::PP;

my $json = JSON::PP->new->canonical;
my $qif = Finance::QIF->new(file => $ARGV[0], autodetect => 1);
while (my $record = $qif->next) {
    print $json->encode({ %$record, splits => scalar @{ $record->{splits} || [] } }), "\n";
}

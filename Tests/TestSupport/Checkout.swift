// What several test targets share: finding files of the checkout, golden comparison, seeded random numbers.

// The pages of the data calls.
#include <doctest/doctest.h>

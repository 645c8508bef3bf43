// What the public sees.
#include "release/public_figures.h"

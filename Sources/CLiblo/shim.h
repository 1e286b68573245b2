// liblo: Open Sound Control.
#include <lo/lo.h>

/** Stands in for pictures. */
module.exports = 'picture.png'
